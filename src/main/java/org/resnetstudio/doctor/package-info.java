/** What this machine has, what training would use and why: each engine is asked in a process of its own. */
package org.resnetstudio.doctor;
