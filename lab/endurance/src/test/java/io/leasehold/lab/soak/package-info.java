/** What counts as growth, and as unloaded. */
package io.leasehold.lab.soak;
