/** The Evaluate screen: how good a model is on the project's pictures, and where it is wrong. */
package org.resnetstudio.ui.evaluate;
