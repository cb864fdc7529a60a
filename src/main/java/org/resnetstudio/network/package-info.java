/**
 * What a network is: a {@link org.resnetstudio.network.ResNetSpec} says what the user chose, and
 * {@link org.resnetstudio.network.NetworkGraph} is the plain list of layers that it means, with every shape, parameter and
 * multiply-add counted. The diagram, the tables, the engines, the ONNX file and the weight names are all read off that one list.
 */
package org.resnetstudio.network;
