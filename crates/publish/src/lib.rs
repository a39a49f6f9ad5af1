//! Compiled configs to the places a shop loads them from.
