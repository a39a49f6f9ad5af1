import type { PaneDevice } from "./PaneDevice";
import type { Sight } from "./Sight";
export type DeviceSight = { device: PaneDevice, sight: Sight, words: string, };
