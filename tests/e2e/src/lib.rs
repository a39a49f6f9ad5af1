//! Driving the real app: virtual display, WebDriver, mouse; and the shops it is tried on.
