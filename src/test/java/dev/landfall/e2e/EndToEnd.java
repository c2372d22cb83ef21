package dev.landfall.e2e;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/** Needs the cluster that {@code e2e/run} starts or is given, so the normal run leaves it out. */
@Tag("end-to-end")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface EndToEnd {}
