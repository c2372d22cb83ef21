/** Takes a sentence apart into words, and finds the objects that it names: open {@link dev.landfall.words.Words} first. */
package dev.landfall.words;
