/** How verdicts look. What they are called and why they are so is Rust's. */
import type { Verdict } from '@types-rust/Verdict';
import type { IconName } from '../ui/icons';

export interface VerdictSign {
  icon: IconName;
  tone: 'fine' | 'warn' | 'bad' | 'quiet';
}

export const verdictSigns: Record<Verdict, VerdictSign> = {
  intact: { icon: 'check', tone: 'fine' },
  moved: { icon: 'moved', tone: 'warn' },
  ambiguous: { icon: 'several', tone: 'warn' },
  missing: { icon: 'bad', tone: 'bad' },
  hidden: { icon: 'unseen', tone: 'quiet' },
  needs_rendering: { icon: 'page', tone: 'quiet' },
  blocked: { icon: 'hold', tone: 'quiet' },
  unreachable: { icon: 'hold', tone: 'quiet' },
  not_run: { icon: 'circle', tone: 'quiet' },
};
