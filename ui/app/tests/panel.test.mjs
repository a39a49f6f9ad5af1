/** All tests of the panel: one build, one browser, one page a test. */
import './accessible.mjs';
import './auditing.mjs';
import './behaviour.mjs';
import './checking.mjs';
import './exporting.mjs';
import './guiding.mjs';
import './installing.mjs';
import './options.mjs';
import './plan.mjs';
import './publications.mjs';
import './publishing.mjs';
import './scheduling.mjs';
import './settings.mjs';
import './triggers.mjs';
import './walking.mjs';
