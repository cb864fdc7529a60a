/** What every part of the program may use. */
package org.resnetstudio;
