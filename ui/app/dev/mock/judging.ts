/** Development only: what the pretended shell says of drafts. */
import type { Draft } from '@types-rust/Draft';
import type { Finding } from '@types-rust/Finding';
import { conditionFindings, namesThere, sendFindings } from './destinations';
import { parameterFindings } from './parameters';
import { triggerFindings } from './triggers';

/** Stops on errors. */
export function refuse(findings: Finding[]): void {
  const error = findings.find((finding) => finding.severity === 'error');
  if (error) throw { code: 'invalid', message: error.message, hint: '', retryable: false };
}

export function check(draft: Draft): Draft {
  const judged = ['name', 'parameters', 'trigger', 'success', 'send', 'condition'];
  const findings = draft.findings.filter(
    ({ field, code }) => !judged.includes(field) || code === 'trigger_impossible',
  );
  const name = draft.event.name;
  if (!/^[a-z][a-z0-9_]*$/.test(name)) {
    findings.push({
      code: 'name_form',
      severity: 'error',
      field: 'name',
      message: 'Use small letters, digits and _ only, starting with a letter.',
    });
  } else if (name === 'purchase') {
    findings.push({
      code: 'name_reserved',
      severity: 'error',
      field: 'name',
      message: '“purchase” is kept for the sale itself. Choose another name.',
    });
  }
  return {
    ...draft,
    names: namesThere(name),
    findings: [
      ...findings,
      ...parameterFindings(draft),
      ...triggerFindings(draft.event.trigger),
      ...sendFindings(draft.event),
      ...conditionFindings(draft.event),
    ],
  };
}
