package org.resnetstudio.project;

import org.resnetstudio.problem.Sentence;

/**
 * What one edit did.
 *
 * @param description a phrase for people, such as "Labelled 3 pictures as cat"
 * @param changed number of samples or classes that are different now; 0 when the edit had nothing to do, and then
 *     there is nothing to undo either
 * @param version the project's version after it
 */
public record Edit(Sentence description, int changed, long version) {}
