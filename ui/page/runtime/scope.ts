/** Scopes by page type and address, and the source `page_type`. */
import { covers, pageAt, pageTypeOf, type Page } from '../shared/scope';

const here = (): Page => pageAt(location.pathname, location.search, $.config_.base);

$.covers_ = ({ where }) => !where || covers(where, here(), $.config_.pageTypes);
$.facts_.pageType_ = () => pageTypeOf(here(), $.config_.pageTypes);
