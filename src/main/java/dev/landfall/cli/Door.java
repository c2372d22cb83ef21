package dev.landfall.cli;

import java.time.Duration;
import java.util.function.Supplier;

/** @param elapsed since some moment, by a clock that only goes forward */
record Door(Workplace.Opener opener, Terminal terminal, Supplier<Duration> elapsed) {}
