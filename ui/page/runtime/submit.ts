/** Trigger `submit`: of the form, of something around it, or by one of its submit buttons. */
import { submitPath } from '../shared/submit';
import { $, listen, triggers } from './core';

triggers.submit = (events) => listen('submit', events, submitPath, $.attempt_);
