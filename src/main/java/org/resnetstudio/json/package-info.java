/** How strictly JSON is read: the only place that makes mappers. What the records look like in it is for {@code codec} to say. */
package org.resnetstudio.json;
