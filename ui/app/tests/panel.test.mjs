/** All tests of the panel: one build, a few windows, a fresh panel each. */
import './accessible.mjs';
import './auditing.mjs';
import './behaviour.mjs';
import './changing.mjs';
import './checking.mjs';
import './exporting.mjs';
import './guiding.mjs';
import './half-way.mjs';
import './installing.mjs';
import './meaning.mjs';
import './options.mjs';
import './others.mjs';
import { run } from './panel.mjs';
import './plan.mjs';
import './pointing.mjs';
import './proving.mjs';
import './publications.mjs';
import './publishing.mjs';
import './scheduling.mjs';
import './settings.mjs';
import './sharing.mjs';
import './triggers.mjs';
import './unsaved.mjs';
import './walking.mjs';

run();
