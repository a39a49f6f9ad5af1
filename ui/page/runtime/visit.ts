/** Sources `device`, `traffic_source`, `score`, `stage` and `weight`: what is known without looking at the page. */
import type { Source } from '../../generated/Source';
import { isComposed } from './composed_types';

const { facts_: facts, sources_: sources } = $;

sources.device = () => facts.device_!();
sources.traffic_source = ({ utm }: Extract<Source, { type: 'traffic_source' }>) =>
  facts.source_!(utm);
sources.score = (_from, _target, _occasion, event) =>
  // What fires is counted when it was sent.
  facts.score_!() + (isComposed(event) ? 0 : event.weight);
sources.stage = (_from, _target, _occasion, { stage }) => stage;
sources.weight = (_from, _target, _occasion, { weight }) => weight;
