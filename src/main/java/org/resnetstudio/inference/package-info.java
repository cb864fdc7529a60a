/** Classifies pictures with an exported model on ONNX Runtime: what people see in the studio is what the exported file does. */
package org.resnetstudio.inference;
