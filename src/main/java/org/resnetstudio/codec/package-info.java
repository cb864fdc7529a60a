/** JSON of what more than one kind of file holds: networks, trainings, augmentations; and the rule for older files. */
package org.resnetstudio.codec;
