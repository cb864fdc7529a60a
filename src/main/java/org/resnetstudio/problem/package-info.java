/** What marks a failure whose message is meant for people, and what brought others about. */
package org.resnetstudio.problem;
