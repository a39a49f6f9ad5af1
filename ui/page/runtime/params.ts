/** Parameters. */
import { valueOf } from '../shared/values';

$.read_ = ({ from }, occasion) => valueOf(from, occasion, $.facts_);
