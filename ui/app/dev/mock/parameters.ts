/** Development only: what is wrong with the parameters of a draft. */
import type { Draft } from '@types-rust/Draft';
import type { Finding } from '@types-rust/Finding';

export function parameterFindings(draft: Draft): Finding[] {
  const names = draft.event.parameters.map((parameter) => parameter.name);
  return names.flatMap((name, entry): Finding[] => {
    const told = (code: string, message: string, suggestion?: string): Finding[] => [
      {
        code,
        severity: 'error',
        field: 'parameters',
        entry,
        message,
        ...(suggestion && { suggestion }),
      },
    ];
    if (name === '')
      return told(
        'parameter_name_empty',
        'The parameter name is empty. Write one, such as add_to_cart.',
      );
    if (!/^[a-z]\w*$/i.test(name))
      return told(
        'parameter_name_characters',
        `The parameter name "${name}" may only have letters a-z, digits and underscores, and starts with a letter.`,
        name.toLowerCase().replace(/\W+/g, '_'),
      );
    if (names.indexOf(name) < entry)
      return told('parameter_taken', `Two parameters are called "${name}". Rename or remove one.`);
    return [];
  });
}
