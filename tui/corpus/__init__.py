"""Analyses of more articles than a screen or one machine holds: kept as Parquet, made on a Dask cluster."""
