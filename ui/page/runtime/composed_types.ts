/** Which events are made of events. */
import type { ConfigEvent } from '../../generated/ConfigEvent';

export const isComposed = ({ trigger }: ConfigEvent): boolean =>
  /^(count|sequence|score|velocity)$/.test(trigger.type);
