/**
 * What leaves the studio: the ONNX file, the model bundle and its card, and the check that an exported file still says what the
 * trained network says. The only package that uses the ONNX classes bundled with ND4J; they load no native library.
 */
package org.resnetstudio.export;
