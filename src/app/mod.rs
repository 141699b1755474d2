//! One file a use case: wires the rooms, owns parallelism, progress and configuration.
