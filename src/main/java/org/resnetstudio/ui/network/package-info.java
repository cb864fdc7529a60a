/** The Network screen: picking a variant and seeing what it is made of. */
package org.resnetstudio.ui.network;
