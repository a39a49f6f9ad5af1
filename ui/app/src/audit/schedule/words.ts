/** What schedules and ways of telling are called. */
import type { AuditSchedule } from '@types-rust/AuditSchedule';
import type { MailSecurity } from '@types-rust/MailSecurity';
import type { Rhythm } from '@types-rust/Rhythm';
import type { ScheduleView } from '@types-rust/ScheduleView';
import type { TellWay } from '@types-rust/TellWay';
import type { Choice } from '../../lib/words';
import { whenOf } from '../words';

export const rhythms: Choice<Rhythm>[] = [
  { value: 'off', label: 'Off' },
  { value: 'weekly', label: 'Weekly', hint: 'Every 7 days' },
  { value: 'monthly', label: 'Monthly', hint: 'Every 30 days' },
];

export const securities: Choice<MailSecurity>[] = [
  { value: 'starttls', label: 'STARTTLS', hint: 'Port 587 as a rule' },
  { value: 'tls', label: 'TLS', hint: 'Port 465 as a rule' },
  { value: 'none', label: 'None', hint: 'A mail server on this computer' },
];

export const usualPorts: Record<MailSecurity, number> = { starttls: 587, tls: 465, none: 25 };

export const ways: Record<TellWay, string> = {
  desktop: 'Notification on this computer',
  webhook: 'Webhook: Slack, Teams, a server',
  mail: 'E-mail with the report',
};

/** In a word, for the button: "weekly, pulse"; empty where nothing is set. */
export function briefOf({ every, pulse, onThemeChange }: AuditSchedule): string {
  const parts = [
    every === 'off' ? '' : every,
    pulse ? 'pulse' : '',
    onThemeChange ? 'new theme' : '',
  ];
  return parts.filter(Boolean).join(', ');
}

/** When the next one is due: "Next on Mar 12, 10:30"; "Due now: begins within a few minutes". */
export function nextOf(at: ScheduleView['nextAudit'], now: number): string {
  if (at === null) return '';
  return at <= now ? 'Due now: it begins within a few minutes.' : `Next on ${whenOf(at, now)}.`;
}
