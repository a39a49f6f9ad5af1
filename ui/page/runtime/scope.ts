/** Scopes by page type and address, and the source `page_type`. */
import { covers, pageAt, pageTypeOf, type Page } from '../shared/scope';
import { $, gates, sources } from './core';

const here = (): Page => pageAt(location.pathname, location.search, $.config_.base);

gates[0] = ({ where }) => !where || covers(where, here(), $.config_.pageTypes);
sources.page_type = () => pageTypeOf(here(), $.config_.pageTypes);
