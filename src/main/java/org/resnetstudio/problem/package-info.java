/** Sentences for people that any language can say, what marks a failure that holds one, and what brought failures about. */
package org.resnetstudio.problem;
