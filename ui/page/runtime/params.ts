/** Parameters. One that cannot be read is left out, and none replaces what the body already has. */
import { valueOf } from '../shared/values';

$.read_ = ({ parameters = [] }, occasion, body) => {
  for (const { name, from } of parameters)
    try {
      const value = valueOf(from, occasion, $.facts_);
      if (value && !{}.hasOwnProperty.call(body, name)) body[name] = value;
    } catch (error) {
      $.say_(name, error);
    }
};
