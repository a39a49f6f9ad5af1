/** Development only: schedules as shops have them, and how the pretended shell answers about them. */
import type { AuditSchedule } from '@types-rust/AuditSchedule';
import type { Failure } from '@types-rust/Failure';
import type { ScheduleView } from '@types-rust/ScheduleView';
import type { SecretKept } from '@types-rust/SecretKept';
import type { TellWay } from '@types-rust/TellWay';
import { NOW } from './plans';

type Args = Record<string, unknown>;

export interface ScheduleState {
  view?: ScheduleView;
  /** Answer of `audit_schedule`. */
  reading?: Failure;
  saving?: Failure;
  testing?: Failure;
  kept?: SecretKept;
}

const DAY = 24 * 3_600_000;

export const unset: AuditSchedule = {
  every: 'off',
  sample: 'normal',
  pulse: false,
  onThemeChange: false,
  tells: { desktop: false, webhook: false, mail: null },
};

export const scheduleView = (change: Partial<ScheduleView> = {}): ScheduleView => ({
  schedule: unset,
  nextAudit: null,
  nextPulse: null,
  told: [],
  ...change,
});

export class Schedules {
  #view: ScheduleView;

  constructor(readonly state: ScheduleState) {
    this.#view = state.view ?? scheduleView();
  }

  answer(command: string, args: Args): unknown {
    switch (command) {
      case 'audit_schedule':
        if (this.state.reading) throw this.state.reading;
        return this.#view;
      case 'set_audit_schedule':
        if (this.state.saving) throw this.state.saving;
        return this.#set(args);
      case 'test_telling':
        if (this.state.testing) throw this.state.testing;
        return this.#told(args['way'] as TellWay);
      default:
        return undefined;
    }
  }

  #set(args: Args): SecretKept | null {
    const schedule = args['schedule'] as AuditSchedule;
    this.#view = {
      ...this.#view,
      schedule,
      nextAudit: schedule.every === 'off' ? null : NOW + 7 * DAY,
      nextPulse: schedule.pulse ? NOW + 7 * DAY : null,
    };
    const given = args['webhook'] !== null || args['password'] !== null;
    return given ? (this.state.kept ?? 'keyring') : null;
  }

  #told(way: TellWay): ScheduleView {
    const others = this.#view.told.filter((told) => told.way !== way);
    this.#view = { ...this.#view, told: [...others, { way, at: NOW, failure: null }] };
    return this.#view;
  }
}
