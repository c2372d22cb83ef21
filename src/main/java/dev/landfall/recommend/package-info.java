/** From an intent in words, flags and answers to the manifests of new objects and a change request. Open {@link dev.landfall.recommend.Recommender}. */
package dev.landfall.recommend;
