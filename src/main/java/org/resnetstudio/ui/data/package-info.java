/** The Data screen: looking through pictures, labelling them, dealing them out to splits, importing. */
package org.resnetstudio.ui.data;
