/** Waiting for a state: asks again and again, and gives up loudly. */
import { setTimeout as pause } from 'node:timers/promises';

/** How long a state may take, in milliseconds. */
const PATIENCE = Number(process.env.WAYMARK_PATIENCE ?? 5000);

/** Asks until the answer is true, and gives it. A question that throws is asked again. */
export async function until(question, complaint, patience = PATIENCE) {
  const end = performance.now() + patience;
  let thrown;
  for (let wait = 2; ; wait = Math.min(wait * 2, 30)) {
    try {
      const answer = await question();
      if (answer) return answer;
      thrown = undefined;
    } catch (error) {
      thrown = error;
    }
    if (performance.now() > end) {
      const said = typeof complaint === 'function' ? complaint() : complaint;
      throw new Error(said, { cause: thrown });
    }
    await pause(wait);
  }
}
