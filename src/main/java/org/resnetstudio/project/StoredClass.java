package org.resnetstudio.project;

/**
 * A class as the database knows it.
 *
 * @param id never used again, so that undoing its removal gives its samples the same class back
 * @param name as shown
 */
record StoredClass(long id, String name) {}
