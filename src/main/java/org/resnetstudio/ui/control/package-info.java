/** The studio's own controls. They know records of the core, and nothing of screens or projects. */
package org.resnetstudio.ui.control;
