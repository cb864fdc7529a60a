/**
 * The project folder and its SQLite database: samples, classes, labels, splits, and the journal of every edit.
 * The only place that uses {@code java.sql}.
 */
package org.resnetstudio.project;
