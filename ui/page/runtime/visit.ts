/** Sources `stage` and `weight`: what the plan says of the event. */
import { sources } from './core';

sources.stage = (_from, _target, _occasion, { stage }) => stage;
sources.weight = (_from, _target, _occasion, { weight }) => weight;
