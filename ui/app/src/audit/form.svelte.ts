/** How the next audit is to be done, while it is chosen. What of it is wrong is said by Rust when it begins. */
import type { AuditSettings } from '@types-rust/AuditSettings';
import type { SampleSize } from '@types-rust/SampleSize';
import type { What } from './words';

export class AuditForm {
  sample = $state<SampleSize>('quick');
  what = $state<What>('live');
  theme = $state('');
  address = $state('');
  ignoreRobots = $state(false);
  submits = $state(false);

  /** What the choice needs was not said yet. */
  get lacks(): boolean {
    if (this.what === 'theme') return this.theme.trim() === '';
    return this.what === 'address' && this.address.trim() === '';
  }

  get settings(): AuditSettings {
    return {
      sample: this.sample,
      previewTheme: this.what === 'theme' ? this.theme.trim() : null,
      address: this.what === 'address' ? this.address.trim() : null,
      ignoreRobots: this.ignoreRobots,
      ...(this.submits ? { submits: true } : {}),
    };
  }
}
