/** How strictly JSON is read, the only place that makes mappers, and sentences in it. What the records look like in it is for {@code codec} to say. */
package org.resnetstudio.json;
