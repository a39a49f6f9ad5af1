/** Development only: what the rules say of a plan that cannot be published. */
import type { Finding } from '@types-rust/Finding';

export const brokenRules: Finding[] = [
  {
    code: 'trigger_incomplete',
    severity: 'error',
    field: 'trigger',
    event: 'e-add_to_cart',
    message: 'The event "add_to_cart" counts other events but names none. Choose one.',
  },
  {
    code: 'consent_missing',
    severity: 'error',
    field: 'privacy',
    message: 'Consent is asked for in a way that is not set up. Choose how the shop asks.',
  },
];
