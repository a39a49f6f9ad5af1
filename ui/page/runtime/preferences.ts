/** Purpose `preferences`. */
import { purposes } from './consent';

purposes.preferences = ['156', ['personalization_storage'], 'preferencesProcessingAllowed'];
