/** What somebody asks to be trained, spelled out, and its form in files. */
package org.resnetstudio.job;
