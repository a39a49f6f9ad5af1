import type { DeviceSight } from "./DeviceSight";
import type { EventId } from "./EventId";
export type EventDevices = { id: EventId, sights: Array<DeviceSight>, measuredAt: number, page: string, };
