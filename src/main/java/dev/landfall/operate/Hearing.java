package dev.landfall.operate;

import dev.landfall.words.Inquiry;

/**
 * A clause that is being read.
 *
 * @param number counted from 1
 * @param text of the whole clause
 * @param verb with which it begins, and the word that it is
 * @param phrase what follows, without the container
 * @param container that was said, or empty
 */
record Hearing(
        int number, String text, Vocabulary.Verb verb, String word, Phrase phrase, String container, Inquiry inquiry) {

    /** Of a question about this clause. */
    String key(String about) {
        return about + Clause.key(number);
    }

    /** The beginning of a question about it. */
    String told() {
        return "\"" + text + "\"";
    }
}
