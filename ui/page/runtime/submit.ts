/** Trigger `submit`: of the form, of something around it, or by one of its submit buttons. */
import { submitPath } from '../shared/submit';

$.triggers_.submit = (events) => $.listen_('submit', events, submitPath, undefined, $.attempt_);
