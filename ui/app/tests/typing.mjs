/** What the shell was told by the time somebody typed something. */

/**
 * Types into a field, and says how many drafts the shell was asked about before the pause in typing ended: counted in the
 * page, by a timer that is due before, however slow the machine.
 */
export const told = (field, text) =>
  field.evaluate(async (input, typed) => {
    input.value = typed;
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await new Promise((due) => setTimeout(due, 0));
    return window.mock.calls.filter((call) => call.command === 'check_draft').length;
  }, text);
