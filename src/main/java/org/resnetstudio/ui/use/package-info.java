/** The Use screen: classify any picture, export a model; and the answer beside a picture that is right-clicked. */
package org.resnetstudio.ui.use;
