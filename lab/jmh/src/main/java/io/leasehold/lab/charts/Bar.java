package io.leasehold.lab.charts;

/**
 * A contestant in a picture. Immutable.
 *
 * @param title unique in its picture
 * @param own whether it is Leasehold
 */
public record Bar(String title, boolean own, double median, double lowest, double highest) {}
