package example.adapter.internal;

/** Stands for the factory of an adapter, in the package where such things are. */
public final class AdapterFactory {}
