/** What marks a failure whose message is meant for people. */
package org.resnetstudio.problem;
