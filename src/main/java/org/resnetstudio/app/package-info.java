/** Where the studio is put together and started. */
package org.resnetstudio.app;
